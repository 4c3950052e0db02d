/** The component's name of an add-on. */
export const addOnName = (component: string, addOn: string) => `${component}-${addOn}`;
