import { Checkbox, Radio, Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './imports.module.css'
import { type Answers, starts } from './state/wizard'

interface QuestionsProps {
  out: api.CheckImportOut
  answers: Answers
  onChange: (part: Partial<Answers>) => void
}

/** What a person decides: automations, messages, those that are here already. */
export function Questions({ out, answers, onChange }: QuestionsProps) {
  const { t } = useTranslation()
  const total = out.enrols.reduce((n, e) => n + starts(e, answers), 0)
  return (
    <div className={classes.questions}>
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
                ? out.enrols.map((e) => `${e.name}: ${starts(e, answers)}`).join(' · ')
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
      {out.existing > 0 && (
        <div>
          <Text fw={500} size="sm" mb="xs">
            {t('imports.existing_title')}
          </Text>
          <Checkbox
            label={t('imports.skip_existing', { count: out.existing })}
            description={t('imports.skip_existing_words')}
            checked={answers.skipExisting}
            onChange={(e) => onChange({ skipExisting: e.currentTarget.checked })}
          />
        </div>
      )}
    </div>
  )
}
