// The token that tells the help who is signed in on your site. Runs on your server, never in a page.
import { createHmac, randomBytes } from "node:crypto";

const PANEL = "pk_PANEL";
const KEY = "k_KEY";

export function identityToken(user) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: "HS256", typ: "JWT", kid: KEY };
  const claims = {
    aud: PANEL,
    sub: String(user.id),
    email: user.email,
    email_verified: user.emailVerified,
    name: user.name,
    org: user.company,
    attrs: { plan: user.plan },
    iat: now,
    exp: now + 600,
    jti: randomBytes(16).toString("hex"),
  };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  const signature = createHmac("sha256", process.env.SMARTAI_IDENTITY_SECRET).update(signed).digest("base64url");
  return `${signed}.${signature}`;
}

function encoded(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

console.log(
  identityToken({
    id: "user-1842",
    email: "jonas@lindqvist.example",
    emailVerified: true,
    name: "Jonas Lindqvist",
    company: "Lindqvist & Söner",
    plan: "business",
  }),
);
