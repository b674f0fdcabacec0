import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { AccountFormProps } from '../smtp-form'

/** The account's own name, which lists show. */
export function AccountName({ draft, change, problems }: AccountFormProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('settings.account_name')}
      data-autofocus
      placeholder={t(`sms_gateway.kind.${draft.kind}`)}
      value={draft.name}
      onChange={(e) => change({ name: e.currentTarget.value })}
      error={fieldError(problems, 'name')}
    />
  )
}
