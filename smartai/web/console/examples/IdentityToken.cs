// The token that tells the help who is signed in on your site. Runs on your server, never in a page.
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public static class IdentityToken
{
    const string Panel = "pk_PANEL";
    const string Key = "k_KEY";

    public record User(string Id, string Email, bool EmailVerified, string Name, string Company, string Plan);

    public static string For(User user)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new Dictionary<string, object> { ["alg"] = "HS256", ["typ"] = "JWT", ["kid"] = Key };
        var claims = new Dictionary<string, object>
        {
            ["aud"] = Panel,
            ["sub"] = user.Id,
            ["email"] = user.Email,
            ["email_verified"] = user.EmailVerified,
            ["name"] = user.Name,
            ["org"] = user.Company,
            ["attrs"] = new Dictionary<string, object> { ["plan"] = user.Plan },
            ["iat"] = now,
            ["exp"] = now + 600,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        var signed = $"{Encoded(header)}.{Encoded(claims)}";
        var secret = Environment.GetEnvironmentVariable("SMARTAI_IDENTITY_SECRET")!;
        using var signature = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return $"{signed}.{Base64Url(signature.ComputeHash(Encoding.UTF8.GetBytes(signed)))}";
    }

    static string Encoded(Dictionary<string, object> part) => Base64Url(JsonSerializer.SerializeToUtf8Bytes(part));

    static string Base64Url(byte[] data) =>
        Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static void Main() => Console.WriteLine(For(new User(
        Id: "user-1842",
        Email: "jonas@lindqvist.example",
        EmailVerified: true,
        Name: "Jonas Lindqvist",
        Company: "Lindqvist & Söner",
        Plan: "business")));
}
