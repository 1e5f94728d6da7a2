type Field = HTMLSelectElement | HTMLTextAreaElement | HTMLInputElement;

/** Fields that are not as the server drew them. */
export function changesIn(form: HTMLFormElement): number {
  return [...form.elements].filter((field) => "name" in field && field.name && isChanged(field as Field)).length;
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.type === "file" ? Boolean(field.files?.length) : field.value !== field.defaultValue;
}
