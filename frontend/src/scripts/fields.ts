/** Fields of a department are shown, and sent, only while that department is chosen. */
export function followDepartment(): void {
  for (const form of document.querySelectorAll("form")) {
    const blocks = form.querySelectorAll<HTMLFieldSetElement>("[data-departments]");
    if (!blocks.length) continue;
    const follow = (): void => {
      const chosen = new FormData(form).get("department");
      for (const block of blocks) {
        const fits = (block.dataset.departments ?? "").split(" ").includes(String(chosen ?? ""));
        block.hidden = !fits;
        block.disabled = !fits;
      }
    };
    form.addEventListener("change", follow);
    follow();
  }
}
