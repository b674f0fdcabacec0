import { useMantineColorScheme } from '@mantine/core'
import {
  IconArrowRight,
  IconBell,
  IconCheckbox,
  IconFileImport,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconPlus,
  IconSun,
  IconSunMoon,
  IconUserPlus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { languages, setLanguage } from '@/lib/i18n/setup'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct, useProducts } from '@/lib/workspace/workspace'
import type { Item } from './item'

const languageNames = { en: 'English', ro: 'Română', hu: 'Magyar' }

/** What can be done from anywhere: the most wanted first. */
export function useCommands(): Item[] {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return [
    ...useProductCommands(),
    {
      key: 'new-contact',
      icon: IconUserPlus,
      title: t('find.do.new_contact'),
      run: () => open({ kind: 'new_contact' }),
    },
    {
      key: 'new-task',
      icon: IconCheckbox,
      title: t('find.do.new_task'),
      run: () => open({ kind: 'task', card: '' }),
    },
    {
      key: 'reminders',
      icon: IconBell,
      title: t('find.do.reminders'),
      run: () => open({ kind: 'reminders' }),
    },
    ...usePlaces(),
    ...useLooks(),
    {
      key: 'keys',
      icon: IconKeyboard,
      title: t('find.do.keys'),
      run: () => open({ kind: 'keys' }),
    },
  ]
}

function useProductCommands(): Item[] {
  const { t } = useTranslation()
  const go = useGo()
  const products = useProducts()
  const one = products.length === 1
  return products.flatMap(({ product: { id, name } }) => [
    {
      key: `new ${id}`,
      icon: IconPlus,
      title: one ? t('find.do.new_card') : t('find.do.new_card_in', { product: name }),
      run: () => go(paths.newCard(id)),
    },
    {
      key: `import ${id}`,
      icon: IconFileImport,
      title: one ? t('find.do.import') : t('find.do.import_in', { product: name }),
      run: () => go(paths.importCards(id)),
    },
  ])
}

function usePlaces(): Item[] {
  const { t } = useTranslation()
  const go = useGo()
  const products = useProducts()
  const id = useProduct().product.id
  const cards = products.map(({ product }): [string, string] => [
    paths.cards(product.id),
    products.length === 1 ? t('shell.cards') : t('find.do.cards_of', { product: product.name }),
  ])
  const places: [string, string][] = [
    [paths.today(), t('shell.today')],
    ...cards,
    [paths.contacts(), t('find.do.contacts')],
    [paths.tasks(), t('shell.tasks')],
    [paths.automations(id), t('shell.automations')],
    [paths.templates(id), t('shell.templates')],
    [paths.filters(id), t('shell.filters')],
    [paths.forms(id), t('shell.forms')],
    [paths.outbox(), t('shell.outbox')],
    [paths.settings(), t('shell.settings')],
  ]
  return places.map(([to, place]) => ({
    key: `go ${to}`,
    icon: IconArrowRight,
    title: t('find.do.go', { place }),
    run: () => go(to),
  }))
}

function useLooks(): Item[] {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const schemes = [
    ['light', IconSun],
    ['dark', IconMoon],
    ['auto', IconSunMoon],
  ] as const
  return [
    ...schemes.map(([scheme, icon]) => ({
      key: scheme,
      icon,
      title: t(`find.do.${scheme}`),
      run: () => setColorScheme(scheme),
    })),
    ...languages.map((language) => ({
      key: language,
      icon: IconLanguage,
      title: t('find.do.language', { name: languageNames[language] }),
      run: () => void setLanguage(language),
    })),
  ]
}
