import { sha256 } from "./sha256";

/** Looks for the number whose hash, after the salt, is the challenge. Answers the number, or -1. */
type Task = { challenge: string; salt: string; maxnumber: number };

addEventListener("message", (event: MessageEvent<Task>) => {
  const { challenge, salt, maxnumber } = event.data;
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxnumber; number += 1) {
    if (sha256(encoder.encode(salt + number)) === challenge) {
      postMessage(number);
      return;
    }
  }
  postMessage(-1);
});
