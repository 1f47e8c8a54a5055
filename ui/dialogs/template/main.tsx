/** Entry of the letter editor. */
import { mountPage } from '../../shared/mount';
import { TemplateDialog } from './template-dialog';
import './template.css';

mountPage(({ session }) => <TemplateDialog templateKey={session.argument} />);
