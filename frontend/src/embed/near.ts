/** Once the place is nearly in sight; never when the signal came first. */
export function whenNear(place: Element, signal: AbortSignal, then: () => void): void {
  const watch = new IntersectionObserver(
    ([seen]) => {
      if (!seen?.isIntersecting) return;
      watch.disconnect();
      then();
    },
    { rootMargin: "300px" },
  );
  watch.observe(place);
  signal.addEventListener("abort", () => watch.disconnect());
}
