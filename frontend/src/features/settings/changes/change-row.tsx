import { Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useUser } from '@/lib/workspace/workspace'
import classes from './changes.module.css'
import { useChangeWords } from './use-change-words'

/** One entry of the log: when, who, what, and what it was before. */
export function ChangeRow({ change }: { change: crm.Change }) {
  const { t } = useTranslation()
  const user = useUser(change.user)
  const names = change.subjects.map((s) => s.name).filter(Boolean)
  const words = useChangeWords()
  const lines = words.lines(change)
  return (
    <li className={classes.row}>
      <Text size="sm" c="dimmed" className={classes.when}>
        <When at={change.at} />
      </Text>
      <div className={classes.words}>
        <Text className={classes.what}>
          <b>{user?.name ?? t('audit.nobody')}</b> · {t(`audit.op.${change.operation}`)}
          {names.length > 0 && <> · {names.join(', ')}</>}
        </Text>
        {lines.map((line) => (
          <Text key={line.key} size="sm" c="dimmed" className={classes.what}>
            {line.label}
            {': '}
            <Values before={line.before} after={line.after} />
          </Text>
        ))}
      </div>
    </li>
  )
}

function Values({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation()
  if (before === after) return t('audit.changed')
  return (
    <>
      <del className={classes.old}>{before || t('audit.empty')}</del>{' '}
      <ins className={classes.new}>{after || t('audit.empty')}</ins>
    </>
  )
}
