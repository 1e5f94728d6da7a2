// The token that tells the help who is signed in on your site. Runs on your server, never in a page.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class IdentityToken {
    static final String PANEL = "pk_PANEL";
    static final String KEY = "k_KEY";

    record User(String id, String email, boolean emailVerified, String name, String company, String plan) {}

    static String identityToken(User user) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "HS256");
        header.put("typ", "JWT");
        header.put("kid", KEY);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", PANEL);
        claims.put("sub", user.id());
        claims.put("email", user.email());
        claims.put("email_verified", user.emailVerified());
        claims.put("name", user.name());
        claims.put("org", user.company());
        claims.put("attrs", Map.of("plan", user.plan()));
        claims.put("iat", now);
        claims.put("exp", now + 600);
        claims.put("jti", UUID.randomUUID().toString());
        String signed = base64url(json(header).getBytes(UTF_8)) + "." + base64url(json(claims).getBytes(UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(System.getenv("SMARTAI_IDENTITY_SECRET").getBytes(UTF_8), "HmacSHA256"));
        return signed + "." + base64url(mac.doFinal(signed.getBytes(UTF_8)));
    }

    static String base64url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }

    /** Java brings no JSON along: this writes what is needed here. With a JSON library, use that. */
    static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder("\"");
        for (char letter : String.valueOf(value).toCharArray()) {
            boolean plain = letter >= ' ' && letter != '"' && letter != '\\';
            text.append(plain ? String.valueOf(letter) : String.format("\\u%04x", (int) letter));
        }
        return text.append('"').toString();
    }

    public static void main(String[] arguments) throws GeneralSecurityException {
        System.out.println(identityToken(new User(
            "user-1842",
            "jonas@lindqvist.example",
            true,
            "Jonas Lindqvist",
            "Lindqvist & S\u00f6ner",
            "business")));
    }
}
