/** A file behind the session was fetched by the script; the browser keeps it under its own name. */
export async function offer(answer: Response): Promise<void> {
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = nameIn(answer.headers.get("Content-Disposition") ?? "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function isPage(answer: Response): boolean {
  return (answer.headers.get("Content-Type") ?? "").startsWith("text/html") && !isFile(answer);
}

function isFile(answer: Response): boolean {
  return (answer.headers.get("Content-Disposition") ?? "").startsWith("attachment");
}

/** RFC 6266: the name in UTF-8 where there is one. */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  try {
    if (encoded) return decodeURIComponent(encoded);
  } catch {
    // the plain name is enough
  }
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? "file";
}
