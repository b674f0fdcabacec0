import { Switch, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Settings } from '../state/draft'
import type { SectionProps } from './section-props'
import classes from './side.module.css'
import { useConsentWords } from './use-page-words'

/** How the form asks whether the business may write to the client. */
export function ConsentSection({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  const ours = useConsentWords(settings.language)
  const { consent } = settings
  const change = (part: Partial<Settings['consent']>) =>
    onChange({ consent: { ...consent, ...part } })
  return (
    <>
      <Switch
        label={t('form.consent.ask')}
        description={t(consent.ask ? 'form.consent.ask_on' : 'form.consent.ask_off')}
        checked={consent.ask}
        onChange={(e) => change({ ask: e.currentTarget.checked })}
        error={fieldError(problems, 'consent.ask')}
        disabled={readOnly}
      />
      <Textarea
        label={t('form.consent.wording')}
        description={t('form.consent.wording_help')}
        placeholder={consent.ask ? ours : ''}
        value={consent.wording}
        onChange={(e) => change({ wording: e.currentTarget.value })}
        error={fieldError(problems, 'consent.wording')}
        readOnly={readOnly}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Switch
        label={t('form.consent.confirm')}
        description={t('form.consent.confirm_help')}
        checked={consent.confirm}
        onChange={(e) => change({ confirm: e.currentTarget.checked })}
        error={fieldError(problems, 'consent.confirm')}
        disabled={readOnly}
      />
      <p className={classes.hint} style={{ margin: 0 }}>
        {t('form.consent.kept')}
      </p>
    </>
  )
}
