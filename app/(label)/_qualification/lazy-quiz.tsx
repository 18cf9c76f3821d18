'use client';

import dynamic from 'next/dynamic';

/** The qualification, whose script comes only where there is one. */
export const LazyQuiz = dynamic(() => import('./quiz').then(({ Quiz }) => Quiz));
