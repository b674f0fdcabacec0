import { expect, it } from 'vitest'
import { previewPage } from './preview-page'

const page =
  '<meta name="color-scheme" content="light dark"><style>:root{color-scheme:light dark}' +
  '@media (prefers-color-scheme: dark){a{color:red}}@media(prefers-color-scheme:light){b{color:blue}}</style>'

it('a preview is light or dark whatever the computer is', () => {
  expect(previewPage(page, true)).toBe(
    '<meta name="color-scheme" content="dark"><style>:root{color-scheme: dark}' +
      '@media all{a{color:red}}@media not all{b{color:blue}}</style>',
  )
  expect(previewPage(page, false)).toContain('@media not all{a')
})
