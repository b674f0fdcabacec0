import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CountrySelect, ZoneSelect } from '@/components/ui/place-fields'
import { fieldError } from '@/components/ui/problems'
import { placed } from './draft'
import type { StepProps } from './step-props'

/** Where the business is: phones, holidays and hours follow from it. */
export function CompanyStep({
  draft,
  change,
  problems,
  countries,
}: StepProps & { countries: string[] }) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        size="md"
        label={t('welcome.company')}
        autoComplete="organization"
        autoFocus
        required
        value={draft.company}
        onChange={(e) => change({ company: e.currentTarget.value })}
        error={fieldError(problems, 'company')}
      />
      <CountrySelect
        size="md"
        label={t('welcome.country')}
        description={t('welcome.country_words')}
        countries={countries}
        value={draft.country}
        onChange={(country) => change(placed(country))}
        error={fieldError(problems, 'country')}
      />
      <ZoneSelect
        size="md"
        label={t('welcome.zone')}
        description={t('welcome.zone_words')}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
        error={fieldError(problems, 'zone')}
      />
    </>
  )
}
