/** Entry of the pre-flight dialog. */
import { mountPage } from '../../shared/mount';
import { readMailingRequest } from '../../shared/opening';
import '../../shared/mailing/mailing.css';
import { PreflightDialog } from './preflight-dialog';

mountPage(({ session }) => <PreflightDialog request={readMailingRequest(session.argument)} />);
