import { IconAlertTriangle, IconCheck, IconFlask, IconInfoCircle, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './activation.module.css'

/** What stands in the way, what is worth knowing, and whether anything will really be sent. */
export function Checks({ preview }: { preview: api.ActivationOut }) {
  const { t } = useTranslation()
  const { problems, warnings, testMode } = preview
  return (
    <section aria-label={t('activation.checks')}>
      <div className={classes.question}>{t('activation.checks')}</div>
      <ul className={classes.checks}>
        {problems.map((problem) => (
          <li key={problem.path + problem.key} data-tone="red">
            <IconX size={16} aria-hidden />
            {stepOf(problem.path) > 0 &&
              `${t('builder.editor.title', { position: stepOf(problem.path) })}: `}
            {say(problem)}
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning.key} data-tone="amber">
            <IconAlertTriangle size={16} aria-hidden />
            {say(warning)}
          </li>
        ))}
        {problems.length === 0 && warnings.length === 0 && (
          <li data-tone="green">
            <IconCheck size={16} aria-hidden />
            {t('activation.all_well')}
          </li>
        )}
        {testMode && (
          <li data-tone="blue">
            <IconFlask size={16} aria-hidden />
            {t('activation.test_mode')}
          </li>
        )}
        {!testMode && (
          <li>
            <IconInfoCircle size={16} aria-hidden />
            {t('activation.for_real')}
          </li>
        )}
      </ul>
    </section>
  )
}

/** The position of the step that a problem is about; 0 where it is about none. */
function stepOf(path: string): number {
  const index = /^steps\[(\d+)\]/.exec(path)?.[1]
  return index === undefined ? 0 : Number(index) + 1
}
