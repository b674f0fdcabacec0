import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBuilding } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCompanies } from './api'

interface CompanyFieldProps {
  company: string
  name: string
  onChange: (part: { company: string; companyName: string }) => void
  error?: string
}

/** The company of a person: one that is there is found while typing, another one is made. */
export function CompanyField({ company, name, onChange, error }: CompanyFieldProps) {
  const { t } = useTranslation()
  const [search] = useDebouncedValue(name.trim(), 150)
  const found = useCompanies(search).data?.rows ?? []
  const change = (typed: string) => {
    const hit = found.find((r) => r.name === typed)
    onChange({ company: hit?.id ?? '', companyName: typed })
  }
  return (
    <Autocomplete
      label={t('contacts.field.company')}
      description={!company && name.trim() ? t('contacts.field.company_hint') : undefined}
      leftSection={<IconBuilding size={16} aria-hidden />}
      data={[...new Set(found.map((r) => r.name))]}
      filter={({ options }) => options}
      value={name}
      onChange={change}
      error={error}
    />
  )
}
