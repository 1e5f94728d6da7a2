# The token that tells the help who is signed in on your site. Runs on your server, never in a page.
require "json"
require "openssl"
require "securerandom"

PANEL = "pk_PANEL"
KEY = "k_KEY"

def identity_token(user)
  now = Time.now.to_i
  header = { alg: "HS256", typ: "JWT", kid: KEY }
  claims = {
    aud: PANEL,
    sub: user[:id].to_s,
    email: user[:email],
    email_verified: user[:email_verified],
    name: user[:name],
    org: user[:company],
    attrs: { plan: user[:plan] },
    iat: now,
    exp: now + 600,
    jti: SecureRandom.hex(16)
  }
  signed = "#{encoded(header)}.#{encoded(claims)}"
  signature = OpenSSL::HMAC.digest("SHA256", ENV.fetch("SMARTAI_IDENTITY_SECRET"), signed)
  "#{signed}.#{base64url(signature)}"
end

def encoded(part)
  base64url(JSON.generate(part))
end

def base64url(data)
  [data].pack("m0").tr("+/", "-_").delete("=")
end

puts identity_token(
  id: "user-1842",
  email: "jonas@lindqvist.example",
  email_verified: true,
  name: "Jonas Lindqvist",
  company: "Lindqvist & Söner",
  plan: "business"
)
