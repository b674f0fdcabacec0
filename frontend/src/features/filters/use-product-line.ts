import { useTranslation } from 'react-i18next'
import { useProduct, useProducts } from '@/lib/workspace/workspace'

/** Whose cards a filter is about, in words; undefined where there is but one product. */
export function useProductLine(): string | undefined {
  const { t } = useTranslation()
  const several = useProducts().length > 1
  const { name } = useProduct().product
  return several ? t('filters.of_product', { product: name }) : undefined
}
