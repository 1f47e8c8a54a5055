/** Bad input: each case with the tests that push it through the built add-on on the host. */
import type { Section } from './requirement';
import { held } from './requirement';

export const BAD_INPUT: Section = {
  title: 'Bad input',
  requirements: [
    held('bad-01', 'Empty file', 'bad-input/files: empty file (ru)', 'bad-input/files: empty file (en)', 'bad-input/files: empty lines only (ru)', 'bad-input/files: mail refuses the same files in the same words'),
    held('bad-02', 'No header', 'bad-input/files: no header (ru)', 'bad-input/files: no header (en)'),
    held('bad-03', 'Header twice', 'bad-input/files: header twice (%s): the second is skipped by its row, the good rows are used'),
    held('bad-04', 'Only a header', 'bad-input/files: only a header (ru)', 'bad-input/files: only a header (en)'),
    held('bad-05', 'Wrong encoding', 'bad-input/files: a windows-1251 file is read with its names', 'bad-input/files: a UTF-16 file is read with its names', 'bad-input/files: broken bytes are told and every row is used'),
    held('bad-06', 'Three date formats in one column', 'bad-input/cells: 3 date formats in one column are all read and told', 'bad-input/cells: dates that nothing decides are read by the locale'),
    held('bad-07', '31.02.2024', 'bad-input/cells: 31.02.2024 is refused by row and column, the good row is used'),
    held('bad-08', '"1 234,56 ₽", "1.234,50", "(12,00)", "—"', 'bad-input/cells: "1 234,56 ₽", "1.234,50" and "(12,00)" are read as money, "—" is an empty amount'),
    held('bad-09', 'Amounts as text', 'bad-input/cells: amounts as text: figures in text are read, words are refused by row and column'),
    held('bad-10', 'Negative amounts', 'bad-input/cells: negative amounts are returns'),
    held('bad-11', 'Ids 17850.0 and 00123', 'bad-input/cells: 17850.0 and 17850 are one client in a column of numbers', 'bad-input/cells: 00123 keeps its zeros in the sheet and is another client than 123'),
    held('bad-12', 'Formulas in cells', 'bad-input/cells: a value that begins with =, +, @ or - stays text in every tab and nothing is calculated', 'bad-input/cells: a formula where an amount is due is refused by row and column',
      'bad-input/cells: the error of a formula is named by row and column'),
    held('bad-13', '50,001 characters', 'bad-input/cells: a text of 50,001 characters is cut to what a cell holds and named by row and column'),
    held('bad-14', 'A column missing', 'bad-input/files: a column missing (ru)', 'bad-input/files: a column missing (en)', 'bad-input/files: a column missing: nothing of the base changes', 'bad-input/owner: a column missing from Orders is named',
      'bad-input/owner: without a column of addresses nobody gets a letter'),
    held('bad-15', 'Columns renamed, moved, inserted, deleted by the owner; rows sorted', 'bad-input/owner: columns renamed by the owner are still found', 'bad-input/owner: columns moved and inserted by the owner keep their cells',
      'bad-input/owner: a grey column deleted by the owner is not missed', 'bad-input/owner: rows sorted by the owner keep their ids'),
    held('bad-16', 'A tab renamed or deleted by the owner', 'bad-input/owner: tabs renamed by the owner are found', 'bad-input/owner: a tab deleted by the owner (%s, %s) is named by %s and nothing else changes',
      'bad-input/owner: the first step of the sidebar makes a deleted tab again', 'bad-input/owner: without Settings the sheet is no base', 'bad-input/owner: a tab deleted between planning and sending stops the mailing'),
    held('bad-17', 'Custom function: ranges of different length', 'bad-input/custom-functions: ranges of different length are refused with their lengths'),
    held('bad-18', 'Custom function: text in amounts', 'bad-input/custom-functions: text in amounts is named by its row in the range'),
    held('bad-19', 'Custom function: dates as text', 'bad-input/custom-functions: dates as text are read as people write them'),
    held('bad-20', 'Custom function: an empty range', 'bad-input/custom-functions: an empty range is said to be empty'),
    held('bad-21', 'Custom function: a whole column, a single cell', 'bad-input/custom-functions: a whole column (A2:A, A:A) gives the figures of the filled rows', 'bad-input/custom-functions: a single cell is a range of one order'),
  ],
};
