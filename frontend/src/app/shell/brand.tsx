import classes from './main-menu.module.css'

/** The product's mark. */
export function Brand() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden className={classes.mark}>
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-indigo-8)" />
      <path
        d="M6 17h4v-4h4V9h4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
