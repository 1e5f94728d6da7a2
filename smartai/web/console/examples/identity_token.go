// The token that tells the help who is signed in on your site. Runs on your server, never in a page.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

const (
	panel = "pk_PANEL"
	key   = "k_KEY"
)

type User struct {
	ID            string
	Email         string
	EmailVerified bool
	Name          string
	Company       string
	Plan          string
}

func identityToken(user User) (string, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", err
	}
	now := time.Now().Unix()
	header, err := encoded(map[string]any{"alg": "HS256", "typ": "JWT", "kid": key})
	if err != nil {
		return "", err
	}
	claims, err := encoded(map[string]any{
		"aud":            panel,
		"sub":            user.ID,
		"email":          user.Email,
		"email_verified": user.EmailVerified,
		"name":           user.Name,
		"org":            user.Company,
		"attrs":          map[string]any{"plan": user.Plan},
		"iat":            now,
		"exp":            now + 600,
		"jti":            hex.EncodeToString(id),
	})
	if err != nil {
		return "", err
	}
	signed := header + "." + claims
	signature := hmac.New(sha256.New, []byte(os.Getenv("SMARTAI_IDENTITY_SECRET")))
	signature.Write([]byte(signed))
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature.Sum(nil)), nil
}

func encoded(part map[string]any) (string, error) {
	text, err := json.Marshal(part)
	return base64.RawURLEncoding.EncodeToString(text), err
}

func main() {
	token, err := identityToken(User{
		ID:            "user-1842",
		Email:         "jonas@lindqvist.example",
		EmailVerified: true,
		Name:          "Jonas Lindqvist",
		Company:       "Lindqvist & Söner",
		Plan:          "business",
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(token)
}
