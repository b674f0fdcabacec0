import { Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { languages } from '@/lib/i18n/setup'
import type { SectionProps } from './section-props'

const names = { en: 'English', ro: 'Română', hu: 'Magyar' }

/** Where the form's page is, in which language, and whether it takes anything. */
export function PageSection({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  return (
    <>
      <Switch
        label={t('form.active')}
        description={t(settings.active ? 'form.active_on' : 'form.active_off')}
        checked={settings.active}
        onChange={(e) => onChange({ active: e.currentTarget.checked })}
        error={fieldError(problems, 'active')}
        disabled={readOnly}
      />
      <TextInput
        label={t('form.slug')}
        description={t('form.slug_help')}
        leftSection={<span aria-hidden>/f/</span>}
        value={settings.slug}
        placeholder={t('form.slug_usual')}
        onChange={(e) => onChange({ slug: e.currentTarget.value })}
        error={fieldError(problems, 'slug')}
        readOnly={readOnly}
        maxLength={60}
      />
      <Select
        label={t('form.language')}
        data={[
          { value: '', label: t('form.language_visitor') },
          ...languages.map((value) => ({ value, label: names[value] })),
        ]}
        value={settings.language}
        onChange={(language) => onChange({ language: language ?? '' })}
        allowDeselect={false}
        error={fieldError(problems, 'language')}
        readOnly={readOnly}
      />
    </>
  )
}
