import express, { Router } from 'express';
import { multipartForm } from '../../web';
import type { AreaDependencies } from '../dependencies';
import { saveCodes, showCodes } from './codesRoutes';
import { applyImport, previewImport } from './importRoutes';
import { changeList, downloadList, showList } from './listRoutes';

/** 5,000 values of 132 characters, each at its widest in UTF-8, and room for their percent signs. */
const largestImport = '6mb';
const largestFile = 3 * 1024 * 1024;

/** Tracking Codes: labels, usage, lists of values. */
export function trackingCodesRoutes(dependencies: AreaDependencies): Router {
  const { requireAdmin } = dependencies;
  const router = Router();
  const mayView = requireAdmin('trackingCodes.view');
  const mayEdit = requireAdmin('trackingCodes.edit');
  const form = express.urlencoded({ extended: false, limit: '512kb', parameterLimit: 500 });
  const longForm = express.urlencoded({ extended: false, limit: largestImport, parameterLimit: 10 });
  const codes = '/admin/:site/tracking-codes';
  router.get(codes, mayView, showCodes(dependencies));
  router.post(codes, mayEdit, form, saveCodes(dependencies));
  router.get(`${codes}/:number`, mayView, showList(dependencies));
  router.post(`${codes}/:number`, mayEdit, form, changeList(dependencies));
  router.get(`${codes}/:number/values.csv`, mayView, downloadList(dependencies));
  router.post(`${codes}/:number/import`, mayEdit, ...multipartForm(largestFile), previewImport(dependencies));
  router.post(`${codes}/:number/import/apply`, mayEdit, longForm, applyImport(dependencies));
  return router;
}
