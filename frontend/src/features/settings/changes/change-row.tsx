import { Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useUser } from '@/lib/workspace/workspace'
import classes from './changes.module.css'

/** One entry of the log: when, who, what, and what it was before. */
export function ChangeRow({ change }: { change: crm.Change }) {
  const { t } = useTranslation()
  const user = useUser(change.user)
  const names = change.subjects.map((s) => s.name).filter(Boolean)
  const fields = change.subjects.flatMap((s) => s.fields)
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
        {fields.map((f) => (
          <Text key={f.field} size="sm" c="dimmed" className={classes.what}>
            {t(`audit.field.${f.field}`, { defaultValue: f.field })}
            {': '}
            <Values field={f} />
          </Text>
        ))}
      </div>
    </li>
  )
}

function Values({ field }: { field: crm.ChangeField }) {
  const { t } = useTranslation()
  if (field.before === '' && field.after === '') return t('audit.changed')
  return (
    <>
      <del className={classes.old}>{field.before || t('audit.empty')}</del>{' '}
      <ins className={classes.new}>{field.after || t('audit.empty')}</ins>
    </>
  )
}
