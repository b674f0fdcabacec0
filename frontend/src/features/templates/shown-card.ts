import { createContext } from 'react'

/** The card that a template is shown as; "" for the first one. */
export const ShownCard = createContext('')
