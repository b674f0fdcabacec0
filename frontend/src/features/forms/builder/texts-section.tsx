import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { SectionProps } from './section-props'
import { usePageWords } from './use-page-words'

/** What the form is called, and what its page says around the fields. */
export function TextsSection({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  const page = usePageWords(settings.language)
  return (
    <>
      <TextInput
        label={t('form.name')}
        description={t('form.name_help')}
        value={settings.name}
        onChange={(e) => onChange({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
        readOnly={readOnly}
        maxLength={200}
      />
      <TextInput
        label={t('form.title')}
        placeholder={settings.name}
        value={settings.title}
        onChange={(e) => onChange({ title: e.currentTarget.value })}
        error={fieldError(problems, 'title')}
        readOnly={readOnly}
        maxLength={300}
      />
      <Textarea
        label={t('form.intro')}
        value={settings.intro}
        onChange={(e) => onChange({ intro: e.currentTarget.value })}
        error={fieldError(problems, 'intro')}
        readOnly={readOnly}
        autosize
        minRows={2}
        maxRows={8}
      />
      <TextInput
        label={t('form.button')}
        placeholder={page('form.page.send')}
        value={settings.button}
        onChange={(e) => onChange({ button: e.currentTarget.value })}
        error={fieldError(problems, 'button')}
        readOnly={readOnly}
        maxLength={300}
      />
    </>
  )
}
