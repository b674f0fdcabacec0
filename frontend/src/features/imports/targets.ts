import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useProduct } from '@/lib/workspace/workspace'

const contact = [
  'name',
  'first_name',
  'middle_name',
  'last_name',
  'company',
  'email',
  'phone',
  'website',
  'postal',
]
const card = ['name', 'status', 'owner', 'tags', 'note']
const types = [
  'text',
  'longtext',
  'number',
  'money',
  'date',
  'datetime',
  'yesno',
  'choice',
  'choices',
  'link',
  'phone',
  'email',
]

/** What a column can become, in groups; "ignore" stands for the empty target. */
export function useTargets() {
  const { t } = useTranslation()
  const { fields } = useProduct()
  return useMemo(() => {
    const own = fields.filter((f) => f.type !== 'file')
    return [
      { value: 'ignore', label: t('imports.target.ignore') },
      {
        group: t('imports.group.contact'),
        items: contact.map((f) => ({
          value: `contact.${f}`,
          label: t(`imports.target.contact.${f}`),
        })),
      },
      {
        group: t('imports.group.card'),
        items: card.map((f) => ({ value: `card.${f}`, label: t(`imports.target.card.${f}`) })),
      },
      ...(own.length > 0
        ? [
            {
              group: t('imports.group.fields'),
              items: own.map((f) => ({ value: `field:${f.id}`, label: f.name })),
            },
          ]
        : []),
      {
        group: t('imports.group.new'),
        items: types.map((type) => ({
          value: `new:${type}`,
          label: t(`imports.target.new.${type}`),
        })),
      },
    ]
  }, [t, fields])
}
