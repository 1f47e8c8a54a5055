/** Entry of the import dialog. */
import { mountPage } from '../../shared/mount';
import { ImportDialog } from './import-dialog';
import './import.css';

mountPage(() => <ImportDialog />);
