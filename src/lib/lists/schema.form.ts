const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
};

/** The input of `openList` as the form's fields have it, checked by the command. */
export const openingOf = (form: FormData) => ({
	id: text(form, 'id'),
	unit: text(form, 'unit'),
	kind: text(form, 'kind'),
	title: text(form, 'title')
});
