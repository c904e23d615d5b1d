// A correction is saved on the page of its report, so its draft is forgotten there.
import { forgetSaved } from './draft.js';

forgetSaved(`${location.pathname}/correct`);
