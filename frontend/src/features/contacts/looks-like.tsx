import { Alert, Anchor } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Says that a client may be there twice, and leads to the duplicates. */
export function LooksLike({ count }: { count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <Alert variant="light" color="yellow" icon={<IconCopy size={16} />} py="xs">
      {t('contacts.looks_like', { count })}{' '}
      <Anchor component={Link} to="/contacts/duplicates" inherit>
        {t('contacts.duplicates')}
      </Anchor>
    </Alert>
  )
}
