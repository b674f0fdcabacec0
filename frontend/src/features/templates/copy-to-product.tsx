import { Menu } from '@mantine/core'
import { IconCopyPlus } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useProducts } from '@/lib/workspace/workspace'

interface CopyToProductProps {
  /** The product that it is in. */
  here: string
  onPick: (product: crm.Product) => void
}

/** The part of a menu that copies a template to another product; nothing where there is but one. */
export function CopyToProduct({ here, onPick }: CopyToProductProps) {
  const { t } = useTranslation()
  const others = useProducts().filter((p) => p.product.id !== here)
  if (others.length === 0) return null
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconCopyPlus size={16} />}>
          {t('templates.copy_to')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {others.map(({ product }) => (
          <Menu.Item key={product.id} onClick={() => onPick(product)}>
            {product.name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
