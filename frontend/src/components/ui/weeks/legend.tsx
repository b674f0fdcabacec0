import classes from './weeks.module.css'

/** What the colours of a chart mean, each with its word. */
export function Legend({ parts }: { parts: readonly { part: string; name: string }[] }) {
  return (
    <ul className={classes.legend}>
      {parts.map(({ part, name }) => (
        <li key={part}>
          <span data-part={part} aria-hidden />
          {name}
        </li>
      ))}
    </ul>
  )
}
