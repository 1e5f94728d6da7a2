<?php
// The token that tells the help who is signed in on your site. Runs on your server, never in a page.
declare(strict_types=1);

const PANEL = 'pk_PANEL';
const KEY = 'k_KEY';

function identity_token(array $user): string
{
    $now = time();
    $header = ['alg' => 'HS256', 'typ' => 'JWT', 'kid' => KEY];
    $claims = [
        'aud' => PANEL,
        'sub' => (string) $user['id'],
        'email' => $user['email'],
        'email_verified' => $user['email_verified'],
        'name' => $user['name'],
        'org' => $user['company'],
        'attrs' => ['plan' => $user['plan']],
        'iat' => $now,
        'exp' => $now + 600,
        'jti' => bin2hex(random_bytes(16)),
    ];
    $signed = encoded($header) . '.' . encoded($claims);
    $signature = hash_hmac('sha256', $signed, getenv('SMARTAI_IDENTITY_SECRET'), true);
    return $signed . '.' . base64url($signature);
}

function encoded(array $part): string
{
    return base64url(json_encode($part, JSON_THROW_ON_ERROR));
}

function base64url(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

echo identity_token([
    'id' => 'user-1842',
    'email' => 'jonas@lindqvist.example',
    'email_verified' => true,
    'name' => 'Jonas Lindqvist',
    'company' => 'Lindqvist & Söner',
    'plan' => 'business',
]), "\n";
