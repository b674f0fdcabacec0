import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { BranchView } from './branch-view'
import classes from './editor.module.css'
import type { Branch, List } from './state/form'

interface ListSectionProps {
  list: List
  branch: Branch
  /** How many groups stand in the list before. */
  before: number
}

/** One of the two lists that people know: all of its conditions hold, or at least one. */
export function ListSection({ list, branch, before }: ListSectionProps) {
  const { t } = useTranslation()
  const title = useId()
  const lone = list === 'optional' && branch.rows.length === 1 && branch.groups.length === 0
  return (
    <section className={classes.section} aria-labelledby={title} data-list={list}>
      <div className={classes.heading}>
        <h2 id={title} className={classes.title}>
          {t(`filters.list.${list}`)}
        </h2>
        <span className={classes.explains}>
          {t(lone ? 'filters.lone_optional' : `filters.list_words.${list}`)}
        </span>
      </div>
      <BranchView branch={branch} depth={list === 'required' ? 1 : 2} number="" before={before} />
    </section>
  )
}
