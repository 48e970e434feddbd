import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  AskForChangeRequest,
  ConfirmOwnSessionRequest,
  DiaryEntryRequest,
  NameEscortRequest,
  OpenDiaryRequest,
  ReportSymptomsRequest,
  type DiaryPageView,
  type SymptomAnswerView,
} from '@lull/contracts';
import type { Request, Response } from 'express';
import type { PatientPrincipal } from '../../platform/database/principal.js';
import { CurrentPatient, PatientPage, Public } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { DiaryAccessService } from './diary-access.service.js';
import { DiaryService } from './diary.service.js';
import { PatientCookie } from './patient-cookie.js';

/** The patient's own page. No GET changes anything: scanners of mail open every link that they see (F26). */
@Controller('diary')
export class DiaryController {
  constructor(
    private readonly diary: DiaryService,
    private readonly accesses: DiaryAccessService,
    private readonly cookie: PatientCookie,
  ) {}

  @Public()
  @Post('access')
  @HttpCode(200)
  async open(
    @Body() { token, birthDate }: OpenDiaryRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DiaryPageView> {
    const opened = await this.accesses.open(token, birthDate, request.ip ?? 'unknown');
    this.cookie.give(response, opened.token);
    return opened.page;
  }

  @PatientPage('own-page', 'read')
  @Get()
  page(@CurrentPatient() patient: PatientPrincipal): Promise<DiaryPageView> {
    return this.diary.page(patient);
  }

  @PatientPage('diary-entry', 'create')
  @Post('entries')
  answer(
    @CurrentPatient() patient: PatientPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: DiaryEntryRequest,
  ): Promise<DiaryPageView> {
    return this.diary.answer(patient, once, request);
  }

  @PatientPage('symptom-report', 'create')
  @Post('symptoms')
  report(
    @CurrentPatient() patient: PatientPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: ReportSymptomsRequest,
  ): Promise<SymptomAnswerView> {
    return this.diary.report(patient, once, request);
  }

  @PatientPage('own-session', 'confirm')
  @Post('sessions/:id/confirm')
  @HttpCode(200)
  confirm(
    @CurrentPatient() patient: PatientPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: ConfirmOwnSessionRequest,
  ): Promise<DiaryPageView> {
    return this.diary.confirm(patient, once, sessionId, request);
  }

  @PatientPage('own-session', 'ask-for-change')
  @Post('sessions/:id/change-request')
  @HttpCode(200)
  askForChange(
    @CurrentPatient() patient: PatientPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: AskForChangeRequest,
  ): Promise<DiaryPageView> {
    return this.diary.askForChange(patient, once, sessionId, request);
  }

  @PatientPage('own-session', 'name-escort')
  @Post('sessions/:id/escort')
  @HttpCode(200)
  nameEscort(
    @CurrentPatient() patient: PatientPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() sessionId: string,
    @Body() request: NameEscortRequest,
  ): Promise<DiaryPageView> {
    return this.diary.nameEscort(patient, once, sessionId, request);
  }

  @PatientPage('own-page', 'end')
  @Post('end')
  @HttpCode(204)
  async end(
    @CurrentPatient() patient: PatientPrincipal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.accesses.end(patient);
    this.cookie.takeBack(response);
  }
}
