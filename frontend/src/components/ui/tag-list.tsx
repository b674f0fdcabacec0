import type { crm } from '@wails/go/models'
import { useTags } from '@/lib/tags/use-tags'
import classes from './tag-list.module.css'

interface TagListProps {
  tags: readonly string[]
  /** How many are shown; the rest is counted, and named by the title. */
  most?: number
}

/** Tags as small words with their colour. */
export function TagList(props: TagListProps) {
  const { byId } = useTags()
  return <TagWords {...props} byId={byId} />
}

/** TagList where a long list has the tags at hand already. */
export function TagWords({
  tags,
  most = 3,
  byId,
}: TagListProps & { byId: ReadonlyMap<string, crm.Tag> }) {
  const known = tags.map((id) => byId.get(id)).filter((g) => g !== undefined)
  if (known.length === 0) return null
  const more = known.length - most
  return (
    <span className={classes.root} title={known.map((g) => g.name).join(', ')}>
      {known.slice(0, most).map((g) => (
        <span key={g.id} className={classes.tag}>
          <span
            className={classes.dot}
            style={{ background: `var(--mantine-color-${g.color || 'gray'}-6)` }}
            aria-hidden
          />
          <span className="clip">{g.name}</span>
        </span>
      ))}
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </span>
  )
}
