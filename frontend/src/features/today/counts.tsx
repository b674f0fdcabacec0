import { VisuallyHidden } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '@/components/ui/step-kind'
import classes from './today.module.css'

interface CountsProps {
  kind: api.TodayKind
  /** With the kind's name, not only its picture. */
  named?: boolean
  /** Opens what is to come, or what was done and skipped. */
  onOpen: (coming: boolean) => void
}

/** How many steps of a kind are done, skipped and to come; each number opens them. */
export function Counts({ kind, named, onOpen }: CountsProps) {
  const { t } = useTranslation()
  const name = t(`kind.${kind.kind}`)
  const number = (what: 'done' | 'skipped' | 'coming', tone: string) =>
    kind[what] > 0 && (
      <button
        type="button"
        className={classes.number}
        data-tone={tone}
        onClick={() => onOpen(what === 'coming')}
      >
        <VisuallyHidden>{name}: </VisuallyHidden>
        {t(`today.${what}`, { count: kind[what] })}
      </button>
    )
  return (
    <>
      <span className={classes.name} title={name}>
        <KindIcon kind={kind.kind} size={16} />
        {named && <span className="clip">{name}</span>}
      </span>
      <span className={classes.numbers}>
        {number('done', 'green')}
        {number('skipped', 'grey')}
        {number('coming', 'blue')}
      </span>
    </>
  )
}
