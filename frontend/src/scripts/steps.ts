export type Step = () => void;

/** Every step stands alone: one that fails stops no other. */
export function run(steps: Step[]): void {
  document.documentElement.classList.add("scripted");
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      reportError(error);
    }
  }
}
