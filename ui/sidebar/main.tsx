/** Entry of the sidebar page. */
import { mountPage } from '../shared/mount';
import { Sidebar } from './sidebar';
import '../shared/mailing/mailing.css';

mountPage(({ session }) => <Sidebar firstView={session.view} />);
