/** Where menus and tooltips are put in the document: within its main part, so that nothing stands outside a landmark. */
export function floatingPlace(): HTMLElement | null {
  return typeof document === 'undefined' ? null : document.getElementById('main');
}
