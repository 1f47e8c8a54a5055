/** Entry of the set-up dialog. */
import { mountPage } from '../../shared/mount';
import { SetUpDialog } from './set-up-dialog';

mountPage(({ session }) => <SetUpDialog blank={session.argument === 'blank'} />);
