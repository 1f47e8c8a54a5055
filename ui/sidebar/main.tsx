/** Entry of the sidebar page. */
import { mountPage } from '../shared/mount';
import { Sidebar } from './sidebar';

mountPage(({ session }) => <Sidebar firstView={session.view} />);
