import { Stack } from '@mantine/core'
import { useWorkspace } from '@/lib/workspace/workspace'
import { ProductBox } from './product-box'

/** The products: their names, SMS service, statuses and fields. */
export function ProductsSection() {
  const { products } = useWorkspace()
  return (
    <Stack gap="xl">
      {products.map((p) => (
        <ProductBox key={p.product.id} view={p} />
      ))}
    </Stack>
  )
}
