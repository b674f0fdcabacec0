import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { StepProps } from './step-props'

/** Who you are: the first administrator. */
export function YouStep({ draft, change, problems }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        size="md"
        label={t('welcome.name')}
        placeholder="Ana Popescu"
        autoComplete="name"
        data-autofocus
        autoFocus
        required
        value={draft.name}
        onChange={(e) => change({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
      />
      <TextInput
        size="md"
        type="email"
        label={t('welcome.email')}
        description={t('welcome.email_words')}
        placeholder="ana@example.com"
        autoComplete="email"
        required
        value={draft.email}
        onChange={(e) => change({ email: e.currentTarget.value })}
        error={fieldError(problems, 'email')}
      />
    </>
  )
}
