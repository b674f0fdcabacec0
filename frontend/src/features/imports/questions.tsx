import { Radio, Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './imports.module.css'
import { type Answers, type Policy, policies } from './state/wizard'

interface QuestionsProps {
  out: api.CheckImportOut
  answers: Answers
  busy: boolean
  onChange: (part: Partial<Answers>) => void
}

/** What a person decides: those that are here already, automations, messages. */
export function Questions({ out, answers, busy, onChange }: QuestionsProps) {
  const { t } = useTranslation()
  const total = out.enrols.reduce((n, e) => n + e.count, 0)
  return (
    <div className={classes.questions}>
      <Radio.Group
        label={t('imports.policy')}
        description={out.existing > 0 ? t('imports.existing', { count: out.existing }) : undefined}
        value={answers.existing}
        onChange={(v) => onChange({ existing: v as Policy })}
      >
        <Stack gap="xs" mt="xs">
          {policies.map((p) => (
            <Radio
              key={p}
              value={p}
              disabled={busy}
              label={t(`imports.policy.${p}`)}
              description={t(`imports.policy_words.${p}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('imports.enrol')}
        value={answers.enrol ? 'enrol' : 'silent'}
        onChange={(v) => onChange({ enrol: v === 'enrol' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="silent"
            label={t('imports.silent')}
            description={t('imports.silent_words')}
          />
          <Radio
            value="enrol"
            label={t('imports.enrol_all', { count: total })}
            disabled={total === 0}
            description={
              out.enrols.length > 0
                ? out.enrols.map((e) => `${e.name}: ${e.count}`).join(' · ')
                : t('imports.enrol_none')
            }
          />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('imports.consent')}
        value={answers.consent ? 'yes' : 'no'}
        onChange={(v) => onChange({ consent: v === 'yes' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="yes"
            label={t('imports.consent_yes')}
            description={t('imports.consent_yes_words')}
          />
          <Radio
            value="no"
            label={t('imports.consent_no')}
            description={t('imports.consent_no_words')}
          />
        </Stack>
      </Radio.Group>
    </div>
  )
}
