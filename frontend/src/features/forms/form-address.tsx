import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OutLink } from '@/components/ui/out-link'
import type { FormRow } from './contract'
import { CopyText } from './copy-text'
import classes from './forms.module.css'

/** Where a form's page is, to open and to copy; its path where there is no public address. */
export function FormAddress({ row }: { row: FormRow }) {
  const { t } = useTranslation()
  const { address, form } = row
  if (!address) {
    return (
      <Text span size="sm" c="dimmed" className="clip" title={t('form.no_public')}>
        /f/{form.slug}
      </Text>
    )
  }
  return (
    <span className={classes.address}>
      <span className="clip">
        <OutLink href={address}>{address.replace(/^https?:\/\//, '')}</OutLink>
      </span>
      <CopyText text={address} label={t('form.copy_address', { name: form.name })} />
    </span>
  )
}
