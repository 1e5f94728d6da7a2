import { element } from "./element";

/** A field that was filled in is wrong no more, as far as anybody knows before the form is sent again. */
export function clearErrors(): void {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      if (target instanceof Element && target.getAttribute("aria-invalid") === "true" && !isEmpty(target)) clearError(target);
    });
  }
}

/** As the server draws it (`ui/field.html`). */
export function showError(control: Element, problem: string): void {
  const error = element("p", { class: "error", id: `${control.id}_error` }, problem);
  control.closest(".control")?.after(error);
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
}

export function clearError(control: Element): void {
  const field = control.closest(".field");
  for (const wrong of field?.querySelectorAll("[aria-invalid]") ?? []) wrong.removeAttribute("aria-invalid");
  const error = field?.querySelector(".error");
  if (!error) return;
  for (const described of field?.querySelectorAll(`[aria-describedby~="${error.id}"]`) ?? []) forgetDescription(described, error.id);
  error.remove();
  dropFromSummary(error.id.replace(/_error$/, ""));
}

function isEmpty(control: Element): boolean {
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) return !control.checked;
  return (control as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value.trim() === "";
}

function forgetDescription(control: Element, id: string): void {
  const left = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one !== id);
  if (left.length) control.setAttribute("aria-describedby", left.join(" "));
  else control.removeAttribute("aria-describedby");
}

function dropFromSummary(id: string): void {
  for (const summary of document.querySelectorAll("[data-errors]")) {
    for (const link of summary.querySelectorAll(`a[href="#${CSS.escape(id)}"]`)) link.closest("li")?.remove();
    if (!summary.querySelector("li")) summary.remove();
  }
}
