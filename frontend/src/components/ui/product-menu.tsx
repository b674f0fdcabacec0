import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGo } from '@/lib/routing/use-view'
import { useProduct, useProducts } from '@/lib/workspace/workspace'

/** Which product a screen is about, and the way to the same screen of another; nothing where there is but one. */
export function ProductMenu({ to }: { to: (product: string) => string }) {
  const { t } = useTranslation()
  const go = useGo()
  const products = useProducts()
  const { product } = useProduct()
  if (products.length < 2) return null
  return (
    <Select
      aria-label={t('sequences.product')}
      size="xs"
      data={products.map((p) => ({ value: p.product.id, label: p.product.name }))}
      value={product.id}
      onChange={(id) => id && go(to(id))}
      allowDeselect={false}
    />
  )
}
