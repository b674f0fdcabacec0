import { IconCopy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice'

/** Says that a client may be there twice, and leads to the duplicates. */
export function LooksLike({ count }: { count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <Notice icon={IconCopy}>
      {t('contacts.looks_like', { count })}{' '}
      <Link to="/contacts/duplicates">{t('contacts.duplicates')}</Link>
    </Notice>
  )
}
